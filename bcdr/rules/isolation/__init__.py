"""What single event takes the data and its copies?"""
